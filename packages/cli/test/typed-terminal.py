"""Runs a program on a terminal of its own, and types. The argument is JSON: {"argv", "env", "cwd", "columns", "steps": [[wait, keys], ...]}. Each step
waits until that text has come since the keys before, then types. Prints JSON: {"output", "code"}; the code is negative for a signal."""
import fcntl, json, os, pty, re, select, struct, sys, termios, time

LONGEST_WAIT = 25

job = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(job["cwd"])
    os.execvpe(job["argv"][0], job["argv"], job["env"])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, job.get("columns", 100), 0, 0))

output = b""


def plain(since):
    """What has come, without the escape sequences that move and colour."""
    return re.sub(r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>()][0-9A-B]?)", "", output[since:].decode("utf8", "replace"))


def read(seconds):
    """Whether the program still runs."""
    global output
    if not select.select([terminal], [], [], seconds)[0]:
        return True
    try:
        chunk = os.read(terminal, 65536)
    except OSError:
        return False
    output += chunk
    return chunk != b""


def until(wanted, since):
    end = time.monotonic() + LONGEST_WAIT
    while wanted not in plain(since):
        if not read(0.2) or time.monotonic() > end:
            print(json.dumps({"output": output.decode("utf8", "replace"), "code": None, "missing": wanted}))
            os.kill(pid, 9)
            sys.exit(0)


since = 0
for wanted, keys in job["steps"]:
    until(wanted, since)
    since = len(output)
    os.write(terminal, keys.encode())
end = time.monotonic() + LONGEST_WAIT
while time.monotonic() < end and read(0.2):
    pass
if time.monotonic() >= end:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
print(json.dumps({"output": output.decode("utf8", "replace"), "code": os.waitstatus_to_exitcode(status)}))
