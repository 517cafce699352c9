import threading

from experiments.dashboard.fault import DashboardError
from experiments.dashboard.worker import Told, Worker


class Box:
    def __init__(self):
        self.value = Told()
        self.seen = []

    def get(self):
        return self.value

    def set(self, value):
        self.value = value
        self.seen.append(value)


def test_work_is_told_as_it_goes():
    box = Box()

    def work(tick):
        tick(0.5)
        return "found"

    Worker(box).start(work).join(5)
    assert [told.share for told in box.seen] == [0.0, 0.0, 0.5, 1.0]
    assert box.value == Told(share=1.0, result="found")


def test_a_failure_becomes_words_and_the_last_result_stays():
    box = Box()
    worker = Worker(box)
    worker.start(lambda tick: "found").join(5)

    def fail(tick):
        raise DashboardError("not so")

    worker.start(fail).join(5)
    assert box.value.fault == "not so"
    assert box.value.result == "found"
    assert not box.value.running
    worker.start(lambda tick: "anew").join(5)
    assert (box.value.fault, box.value.result) == ("", "anew")


def test_stopped_work_ends_and_says_nothing_more():
    box = Box()
    worker = Worker(box)
    begun, go_on = threading.Event(), threading.Event()
    ended = []

    def work(tick):
        begun.set()
        go_on.wait(5)
        tick(0.5)
        ended.append("too far")
        return "late"

    thread = worker.start(work)
    assert begun.wait(5)
    worker.stop()
    go_on.set()
    thread.join(5)
    assert ended == []
    assert box.value == Told(stopped=True)


def test_the_last_wish_wins():
    box = Box()
    worker = Worker(box)
    done = []

    def work(number):
        def run(tick):
            done.append(number)
            return number

        return run

    threads = [worker.start(work(n)) for n in range(20)]
    for thread in threads:
        thread.join(5)
    assert box.value.result == 19
    # what is overtaken while it waits is never begun
    assert len(done) < 20


def test_a_late_answer_does_not_take_the_place_of_what_came_after():
    box = Box()
    worker = Worker(box)
    begun, go_on = threading.Event(), threading.Event()

    def late(tick):
        begun.set()
        go_on.wait(5)
        return "late"

    first = worker.start(late)
    assert begun.wait(5)
    worker.stop()
    go_on.set()
    first.join(5)
    assert box.value == Told(stopped=True)
