"""Answers are kept of the newest data version alone."""

from concurrent.futures import ThreadPoolExecutor

from dashboard.store.memory import Memory


def test_an_answer_is_worked_out_once():
    memory, asked = Memory(), []
    for _ in range(2):
        assert memory.recall(1, "key", lambda: asked.append(1) or "answer") == "answer"
    assert asked == [1]


def test_a_newer_version_drops_everything_older_at_first_sight():
    memory = Memory()
    memory.keep(1, "a", "old")
    memory.keep(1, "b", "old")
    assert memory.kept(2, "a") is None
    assert memory._answers == {}


def test_a_reader_of_an_older_version_neither_keeps_nor_finds():
    memory = Memory()
    memory.keep(2, "key", "new")
    memory.keep(1, "key", "old")
    assert memory.kept(1, "key") is None
    assert memory.kept(2, "key") == "new"
    assert memory.recall(1, "key", lambda: "old") == "old"
    assert memory.kept(2, "key") == "new"


def test_the_oldest_unused_answers_make_room():
    memory = Memory(size=2)
    for key in ("a", "b"):
        memory.keep(1, key, key)
    memory.kept(1, "a")
    memory.keep(1, "c", "c")
    assert [memory.kept(1, key) for key in ("a", "b", "c")] == ["a", None, "c"]


def test_many_threads_never_get_another_versions_answer():
    memory = Memory(size=8)

    def asked(number: int) -> bool:
        version = number // 50
        return memory.recall(version, number % 10, lambda: version) == version

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(asked, range(2000)))
