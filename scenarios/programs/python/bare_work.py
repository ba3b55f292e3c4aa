"""The floor: each body gunzipped and parsed in one loop, without HTTP and without concurrency."""

import gzip
import json

from items import ItemError, types_line
from protocol import flush, read_start, say


def main() -> None:
    start = read_start()
    path = start["bodyPackPath"]
    with open(f"{path}.json", encoding="utf8") as file:
        pack = json.load(file)
    with open(path, "rb") as bodies:
        names, ends = pack["names"], [0, *pack["ends"]]
        decode = gzip.decompress if start["encoding"] == "gzip" else bytes
        say("ready")
        flush()
        for item in range(start["items"]):
            index = item % len(names)
            bodies.seek(ends[index])
            body = bodies.read(ends[index + 1] - ends[index])
            try:
                say("result", first=item, lines=[types_line(names[index], decode(body))])
            except ItemError as error:
                say("failure", item=names[index], kind=error.kind, message=str(error))
    say("done")
    flush()


if __name__ == "__main__":
    main()
