"""Plotly's script is shipped as its makers publish it, but for brackets that hold its modules."""

from vendored.plotly import NOTE, SHIPPED, bracketed

PUBLISHED = b"""/**
* All rights reserved.
*/
(function(root,factory){root.moduleName=factory()}(self,()=>{"use strict";var Plotly=(()=>{
var W=(e,r)=>()=>(r||e((r={exports:{}}).exports,r),r.exports);
var one=W((e,r)=>{r.exports="});(";a.forEach(x=>x)});
var two=W(e=>{e.y=/\\}\\)/.test(one());});
return two()})();return Plotly}));
"""


def test_every_module_and_the_whole_stand_in_brackets_and_nothing_else_changes():
    made = bracketed(PUBLISHED).replace(NOTE, b"").decode()
    for part in (
        '(self,(()=>{"use strict"',
        "return Plotly})));",
        'var one=W(((e,r)=>{r.exports="});(";a.forEach(x=>x)}));',
        "var two=W((e=>{e.y=/\\}\\)/.test(one());}));",
    ):
        assert part in made
    added = len(made) - len(PUBLISHED)
    assert added == 6
    assert sorted(made) == sorted(PUBLISHED.decode() + "((()))")


def test_the_shipped_script_says_that_it_was_made_so():
    assert NOTE in SHIPPED.read_bytes()[:300]
