"""What came out of a run of tests."""

from dataclasses import dataclass, field
from xml.etree import ElementTree

from . import console


@dataclass
class Outcome:
    """Counts of tests, and in a few words each what else went wrong."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    troubles: list[str] = field(default_factory=list)

    @classmethod
    def of_junit(cls, path):
        """Read the counts from a report in JUnit's format."""
        tests = {}
        if path.exists():
            for case in ElementTree.parse(path).iter("testcase"):
                # A test of several parts has an element for each.
                name = case.get("classname"), case.get("name")
                tests.setdefault(name, set()).update(child.tag for child in case)
        failed = sum(bool({"failure", "error"} & tags) for tags in tests.values())
        skipped = sum(tags == {"skipped"} for tags in tests.values())
        return cls(len(tests) - failed - skipped, failed, skipped)

    def report(self):
        """Print durations, troubles and the closing line; tell whether all is well."""
        console.say()
        for name, seconds in console.timings:
            console.say(f"{console.duration(seconds):>14}  {name}")
        for trouble in self.troubles:
            console.say(console.paint(f"FAILED: {trouble}", "red"))
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        console.say(f"{self.passed} passed, {self.failed} failed{skipped}")
        return not self.troubles
