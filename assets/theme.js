/* Light, dark and paper: figures name the design's tokens, the browser puts the colours in. */
(function () {
  const root = document.documentElement;
  const asSent = new WeakMap();

  function token(name) {
    return getComputedStyle(root).getPropertyValue("--" + name).trim();
  }

  function painted(value) {
    if (Array.isArray(value)) return value.map(painted);
    if (value && typeof value === "object" && value.constructor === Object) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, painted(inner)]));
    }
    if (typeof value !== "string" || !value.includes("var(--")) return value;
    return value.replace(/var\(--([a-z0-9-]+)\)/g, (_, name) => token(name));
  }

  function axis() {
    return {
      showgrid: false, zeroline: false, showline: false, ticks: "", fixedrange: true, automargin: true,
      gridcolor: token("line"), linecolor: token("line-strong"),
      tickfont: { color: token("ink-3"), size: 13 },
    };
  }

  function template() {
    return {
      layout: {
        font: { family: token("sans"), size: 14, color: token("ink") },
        paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", autosize: true,
        margin: { l: 4, r: 4, t: 4, b: 4 }, showlegend: false, hovermode: "closest", dragmode: false,
        hoverlabel: {
          bgcolor: token("ink"), bordercolor: token("ink"), align: "left",
          font: { color: token("paper"), family: token("sans"), size: 14 },
        },
        xaxis: axis(), yaxis: axis(), bargap: 0.4,
        annotationdefaults: { showarrow: false, font: { color: token("ink-2"), size: 13 } },
      },
    };
  }

  function themed(sent) {
    const figure = painted(Object.assign({}, sent));
    figure.layout = Object.assign({}, figure.layout, { template: template() });
    return figure;
  }

  /* To who reads a chart's page otherwise it is one picture, which its box describes: its marks are none of
     their own in a tagged PDF. Its words stay, for where all of it is hidden the picture is gone as well. */
  function asOnePicture(box) {
    if (!box.querySelector("svg text")) return;
    box.querySelectorAll("svg, svg :not(text, text *)").forEach(function (mark) {
      if (!mark.querySelector("text")) mark.setAttribute("aria-hidden", "true");
    });
  }

  /* The first chart is drawn at once, the others one after the other with a breath between them. */
  let drawing = null;
  function inTurn(draw) {
    const before = drawing && drawing.catch(() => {}).then(() => new Promise((go) => setTimeout(go)));
    drawing = before ? before.then(draw) : Promise.resolve(draw());
    return drawing;
  }

  /* Once plotly is here it draws what was sent in the theme's colours. */
  function teach(plotly) {
    ["newPlot", "react"].forEach(function (name) {
      const draw = plotly[name];
      plotly[name] = function (canvas, data, layout, config) {
        const sent = Array.isArray(data) || layout ? { data: data, layout: layout, config: config } : data;
        const box = document.getElementById(canvas) || canvas;
        const isNew = !asSent.has(box);
        asSent.set(box, sent);
        const paint = function () {
          const drawn = draw.call(plotly, box, themed(asSent.get(box)));
          asOnePicture(box);
          return drawn.then(function (done) { asOnePicture(box); return done; });
        };
        return isNew ? inTurn(paint) : paint();
      };
    });
    return plotly;
  }

  /* Dash fetches plotly where it finds none; where the page brings it, Dash waits for that. */
  let plotly;
  let arrive;
  const coming = new Promise((go) => { arrive = go; });
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: function () { return plotly || (document.getElementById("plotly") ? coming : undefined); },
    set: function (arrived) { plotly = teach(arrived); arrive(); },
  });

  function use(theme) {
    root.dataset.theme = theme;
    document.querySelectorAll(".js-plotly-plot").forEach(function (canvas) {
      if (asSent.has(canvas)) plotly.react(canvas, asSent.get(canvas));
    });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    theme: {
      switch: function (clicks) {
        if (clicks) {
          use(root.dataset.theme === "dark" ? "light" : "dark");
          try { localStorage.setItem("theme", root.dataset.theme); } catch (error) { /* a private window forgets */ }
        }
        return root.dataset.theme === "dark" ? "Light theme" : "Dark theme";
      },
      menu: function (clicks) {
        if (!clicks) return window.dash_clientside.no_update;
        const open = root.dataset.menu !== "open";
        if (open) root.dataset.menu = "open";
        else delete root.dataset.menu;
        return open ? "Close menu" : "Menu";
      },
    },
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* Paper has a theme of its own; a browser that only pretends to print is told apart from none. */
  const onPaper = matchMedia("print");
  let before = null;
  function toPaper() { if (root.dataset.theme !== "paper") { before = root.dataset.theme; use("paper"); } }
  function fromPaper() { if (before) use(before); before = null; }
  onPaper.addEventListener("change", () => (onPaper.matches ? toPaper() : fromPaper()));
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
})();
