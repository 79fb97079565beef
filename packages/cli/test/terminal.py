"""Runs a command on a terminal of so many columns, prints what it showed, and ends with the command's exit code.

terminal.py COLUMNS STDERR COMMAND...: STDERR is a file for the command's stderr, or - for the terminal.
"""
import fcntl
import os
import pty
import struct
import sys
import termios

columns, stderr, *command = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    # The terminal has to have its size before the command asks for it.
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, int(columns), 0, 0))
    if stderr != "-":
        os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT), 2)
    os.execvp(command[0], command)
while True:
    try:
        shown = os.read(terminal, 65536)
    except OSError:
        break
    if not shown:
        break
    os.write(1, shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
