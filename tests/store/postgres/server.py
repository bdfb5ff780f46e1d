"""A PostgreSQL server of its own for a test: in a temporary folder, as an unprivileged user, reached by its socket alone.

It belongs to a keeper, a process in a session of its own that ends it and removes the folder when the test's end of a pipe is closed:
by leaving the `with`, by dying, or by being killed with -9."""
import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..'))
import unprivileged   # noqa: E402

DATABASE = 'nuan_none'    # where CREATE DATABASE is said

# Nothing here must outlive the machine: what a crash would lose is not asked.
SETTINGS = {
    'listen_addresses': '', 'fsync': 'off', 'full_page_writes': 'off', 'synchronous_commit': 'off', 'wal_level': 'minimal',
    'max_wal_senders': '0', 'autovacuum': 'off', 'shared_buffers': '64MB', 'max_connections': '40', 'lc_messages': 'C', 'jit': 'off',
    'log_min_messages': 'fatal', 'log_min_error_statement': 'panic',
}


def programs():
    """The newest server that is installed."""
    folders = [folder for folder in glob.glob('/usr/lib/postgresql/*/bin') if os.path.exists(os.path.join(folder, 'initdb'))]
    if not folders:
        sys.exit('There is no PostgreSQL server under /usr/lib/postgresql: install the package postgresql')
    return max(folders, key=lambda folder: int(folder.split('/')[-2].split('.')[0]))


def spacious():
    """A folder in memory, where there is room for the databases of a run; else where temporary files go."""
    try:
        room = os.statvfs('/dev/shm')
        return '/dev/shm' if os.access('/dev/shm', os.W_OK) and room.f_bavail * room.f_frsize > 2 << 30 else None
    except OSError:
        return None


def start(folder):
    """Makes the cluster in FOLDER and starts it: the running server."""
    bin_folder = programs()
    data, log = os.path.join(folder, 'data'), os.path.join(folder, 'log')
    surroundings = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C', 'HOME': folder}
    subprocess.run(unprivileged.command([os.path.join(bin_folder, 'initdb'), '--pgdata', data, '--username', 'nuan', '--auth', 'trust', '--no-sync',
                                         '--encoding', 'UTF8', '--locale', 'C']),
                   check=True, cwd=folder, env=surroundings, stdout=subprocess.DEVNULL)
    with open(log, 'wb') as errors:
        server = subprocess.Popen(unprivileged.command([os.path.join(bin_folder, 'postgres'), '-D', data, '-k', folder]
                                                       + [word for name, value in SETTINGS.items() for word in ('-c', f'{name}={value}')]),
                                  cwd=folder, env=surroundings, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)
    if not is_ready(server, folder):
        with open(log, encoding='utf-8', errors='replace') as errors:
            sys.stderr.write(errors.read())
        raise RuntimeError('the server did not start')
    return server


def is_ready(server, folder):
    """Asks until it answers or is gone; the server tells nothing by itself that could be waited for."""
    while server.poll() is None:
        try:
            server.wait(0.02)
        except subprocess.TimeoutExpired:
            done = psql(folder, 'postgres', f'CREATE DATABASE {DATABASE}', check=False)
            if done.returncode == 0:
                return True
    return False


def keep(folder, told, asked):
    """The keeper: TOLD gets a word when the server runs, ASKED ends when it has to go."""
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    server = None
    try:
        server = start(folder)
        os.write(told, b'ready')
        os.close(told)
        while os.read(asked, 1):
            pass
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)   # "fast": connections are cut
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def psql(folder, database, sql, check=True):
    """What psql prints: rows in lines, columns parted by tabulators."""
    return subprocess.run(['psql', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--field-separator', '\t', '--set', 'ON_ERROR_STOP=1',
                           '--host', folder, '--username', 'nuan', '--dbname', database, '--file', '-'],
                          input=sql, text=True, encoding='utf-8', capture_output=True, check=check, env={**os.environ, 'PGOPTIONS': ''})


class Server:
    """with Server () as server: … server.folder is the host, `nuan` the user."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='nuan-pg-', dir=spacious())
        unprivileged.give(self.folder)
        os.chmod(self.folder, 0o711)
        ready, told = os.pipe()
        asked, self._hold = os.pipe()
        self._keeper = os.fork()
        if self._keeper == 0:
            os.close(ready)
            os.close(self._hold)
            try:
                keep(self.folder, told, asked)
            except BaseException as error:   # a child never returns into the test
                print(error, file=sys.stderr)
                os._exit(1)
            os._exit(0)
        os.close(told)
        os.close(asked)
        with os.fdopen(ready, 'rb') as answer:
            if answer.read() != b'ready':
                raise RuntimeError('there is no server to test with')
        return self

    def __exit__(self, *_):
        os.close(self._hold)
        os.waitpid(self._keeper, 0)

    def psql(self, database, sql, check=True):
        return psql(self.folder, database, sql, check)

    def create(self, database, template='template0'):
        self.psql(DATABASE, f'CREATE DATABASE {database} TEMPLATE {template}')


def main():
    """server.py PROGRAM ARGUMENTS…: runs it with a server, whose folder stands in NUAN_TEST_SERVER."""
    with Server() as server:
        return subprocess.run(sys.argv[1:], env={**os.environ, 'NUAN_TEST_SERVER': server.folder}, check=False).returncode


if __name__ == '__main__':
    sys.exit(main())
