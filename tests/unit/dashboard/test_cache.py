"""Answers are kept of the newest data version alone."""

from concurrent.futures import ThreadPoolExecutor

from dashboard.store.cache import Cache


def test_an_answer_is_worked_out_once():
    cache, asked = Cache(), []
    for _ in range(2):
        assert cache.recall(1, "key", lambda: asked.append(1) or "answer") == "answer"
    assert asked == [1]


def test_a_newer_version_drops_everything_older_at_first_sight():
    cache = Cache()
    cache.keep(1, "a", "old")
    cache.keep(1, "b", "old")
    assert cache.cached(2, "a") is None
    assert cache._answers == {}


def test_a_reader_of_an_older_version_neither_keeps_nor_finds():
    cache = Cache()
    cache.keep(2, "key", "new")
    cache.keep(1, "key", "old")
    assert cache.cached(1, "key") is None
    assert cache.cached(2, "key") == "new"
    assert cache.recall(1, "key", lambda: "old") == "old"
    assert cache.cached(2, "key") == "new"


def test_the_oldest_unused_answers_make_room():
    cache = Cache(size=2)
    for key in ("a", "b"):
        cache.keep(1, key, key)
    cache.cached(1, "a")
    cache.keep(1, "c", "c")
    assert [cache.cached(1, key) for key in ("a", "b", "c")] == ["a", None, "c"]


def test_many_threads_never_get_another_versions_answer():
    cache = Cache(size=8)

    def asked(number: int) -> bool:
        version = number // 50
        return cache.recall(version, number % 10, lambda: version) == version

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(asked, range(2000)))
