"""A Singer target written from the specification alone (https://github.com/singer-io/getting-started/blob/master/docs/SPEC.md).

Upserts records by their key into the SQLite file of the first argument, in batches of as many records as the second one says. Writes a state
to stdout once everything that came before it is committed. Refuses what the specification does not allow. Sleeps for the third argument, in
seconds, after each batch.
"""

import json
import sqlite3
import sys
import time

path, batch, pause = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
db = sqlite3.connect(path)
streams = {}
pending = 0
state = None


def flush():
    global pending, state
    db.commit()
    pending = 0
    if state is not None:
        print(json.dumps(state), flush=True)
        state = None
        time.sleep(pause)


for line in sys.stdin.buffer:
    if not line.endswith(b"\n"):
        break  # The tap was killed within a line.
    message = json.loads(line)
    kind = message["type"]
    if kind == "SCHEMA":
        columns = list(message["schema"]["properties"])
        keys = message["key_properties"]
        assert keys and set(keys) | set(message.get("bookmark_properties", [])) <= set(columns), message
        streams[message["stream"]] = columns
        listed = ", ".join(f'"{name}"' for name in columns)
        key = ", ".join(f'"{name}"' for name in keys)
        db.execute(f'CREATE TABLE IF NOT EXISTS {message["stream"]} ({listed}, PRIMARY KEY ({key}))')
    elif kind == "RECORD":
        columns = streams[message["stream"]]
        assert list(message["record"]) == columns, message
        values = list(message["record"].values())
        assert all(value is None or isinstance(value, (str, int, float, bool)) for value in values), message
        db.execute(f'INSERT OR REPLACE INTO {message["stream"]} VALUES ({", ".join("?" * len(columns))})', values)
        pending += 1
    elif kind == "STATE":
        state = message["value"]
        if pending >= batch:
            flush()
    else:
        raise ValueError(kind)
flush()
