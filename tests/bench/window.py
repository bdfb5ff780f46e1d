"""window.py BUILD FILE, on a display and a session bus of its own: starts the program and a bare libadwaita window in turn, then lets the
program work. Prints lines as measure.h tells."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 9


def environment(home):
    changes = {'HOME': home, 'XDG_CONFIG_HOME': home, 'XDG_DATA_HOME': home, 'XDG_CACHE_HOME': os.environ.get('XDG_CACHE_HOME', home + '/.cache'),
               'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo', 'GDK_DEBUG': 'gl-disable', 'GSETTINGS_BACKEND': 'memory', 'GTK_A11Y': 'none',
               'ADW_DISABLE_PORTAL': '1', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'zh_CN'}
    return {**os.environ, **changes}


def start(command, environ):
    """Milliseconds from exec to the first frame, and the memory then."""
    environ = {**environ, 'NUAN_BENCH_START': str(time.monotonic_ns())}
    output = subprocess.run(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    values = dict(line.split('\t') for line in output.stdout.splitlines() if line.count('\t') == 1)
    if 'painted' not in values:
        sys.exit(f'{command[0]}: {output.stderr.strip()}')
    return float(values['painted']), float(values['memory'])


def tell(name, values, unit='ms', aim=0):
    values = sorted(values)
    print(f'{name}\t{statistics.median(values):.3f}\t{values[(len(values) - 1) * 95 // 100]:.3f}\t0\t{unit}\t{aim}')


def main():
    build, path = pathlib.Path(sys.argv[1]), sys.argv[2]
    home = tempfile.mkdtemp(prefix='nuan-bench-')
    environ = environment(home)
    bare, ours, lists = [], [], []
    try:
        for _ in range(ROUNDS + 1):   # the first round only warms the disk's cache
            bare.append(start([build / 'tests/bench/bare-window'], environ))
            ours.append(start([build / 'tests/bench/bench-window', 'start', '--db', path], environ))
            lists.append(start([build / 'tests/bench/bench-window', 'sign-in', '--db', path], environ))
        tell('exec to a bare libadwaita window', [ms for ms, _ in bare[1:]])
        tell('exec to the painted sign-in page', [ms for ms, _ in ours[1:]])
        tell('Enter on the password to the painted list, beyond the hash', [ms for ms, _ in lists[1:]], aim=100)
        ratio = statistics.median(ms for ms, _ in ours[1:]) / statistics.median(ms for ms, _ in bare[1:])
        print(f'sign-in page / bare window, p50\t\t{ratio:.3f}\t\t×\t1.5')
        print(f'memory of the bare window\t\t{bare[-1][1]:.1f}\t\tMB\t0')
        print(f'memory at the sign-in page\t\t{ours[-1][1]:.1f}\t\tMB\t250')
        sys.stdout.flush()
        work = subprocess.run([build / 'tests/bench/bench-window', 'work', '--db', path], env=environ, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
        print(work.stdout, end='')
        if work.returncode != 0:
            sys.exit(work.stderr.strip())
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == '__main__':
    main()
