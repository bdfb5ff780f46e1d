#!/usr/bin/python3
"""Counts what meson's testlog.json files tell: each TAP point of each program; a program that died or ran nothing is one failure."""
import json
import re
import sys

passed = failed = skipped = 0
bad = []
for path in sys.argv[1:]:
    try:
        with open(path, encoding="utf-8") as log:
            lines = log.readlines()
    except OSError as error:
        bad.append(str(error))
        failed += 1
        continue
    for line in lines:
        test = json.loads(line)
        points = re.findall(r"^(not ok|ok)\b(.*)$", test.get("stdout") or "", re.M)
        skips = sum(1 for verdict, rest in points if verdict == "ok" and "# SKIP" in rest)
        good = sum(1 for verdict, rest in points if verdict == "ok") - skips
        wrong = [rest.strip() for verdict, rest in points if verdict == "not ok"]
        if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and not wrong:
            wrong = [test["result"]]
        elif not points and test["result"] == "OK":
            good = 1
        passed += good
        skipped += skips
        failed += len(wrong)
        bad += [f"{test['name']}: {name}" for name in wrong]

for name in bad:
    print("FAILED", name)
if passed + failed == 0:
    print("no test ran")
    failed = 1
if skipped:
    print(f"skipped: {skipped}")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
