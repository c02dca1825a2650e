"""Finds indicators with Python's ioc-finder and iocextract: reads a JSON list of texts, writes for each peer that is
installed the values it finds in each text, by broad kind, and how long a text takes, in seconds; null where it takes
longer than the limit, as one of them does on hostile and on long texts."""

import json
import signal
import sys
import time

LIMIT = 10  # seconds a text


class TooSlow(Exception):
    pass


def stop(*_):
    raise TooSlow(f"no answer within {LIMIT} s")


signal.signal(signal.SIGALRM, stop)


def limited(find, text):
    signal.alarm(LIMIT)
    try:
        return find(text)
    finally:
        signal.alarm(0)


def peers():
    try:
        from ioc_finder import find_iocs

        names = {
            "ipv4s": "ip", "ipv6s": "ip", "ipv4_cidrs": "cidr", "md5s": "hash", "sha1s": "hash", "sha256s": "hash",
            "sha512s": "hash", "urls": "url", "domains": "domain", "email_addresses": "email",
            "registry_key_paths": "registry", "file_paths": "path",
        }

        def finder(text):
            found = find_iocs(text)
            return [(kind, value) for name, kind in names.items() for value in found.get(name, [])]

        yield "ioc-finder", finder
    except ImportError:
        pass
    try:
        import iocextract

        def extract(text):
            found = [("hash", value) for value in iocextract.extract_hashes(text)]
            for kind, of in (("ip", iocextract.extract_ips), ("url", iocextract.extract_urls),
                             ("email", iocextract.extract_emails)):
                found += [(kind, value) for value in of(text, refang=True)]
            return found

        yield "iocextract", extract
    except ImportError:
        pass


def main():
    given = json.load(sys.stdin)
    answer = {}
    for name, find in peers():
        found = []
        for text in given["texts"]:
            try:
                found.append(limited(find, text))
            except Exception as error:  # a peer that fails on a text has found nothing in it
                print(f"{name}: {error}", file=sys.stderr)
                found.append([])
        seconds = {}
        for kind, text in given["timed"].items():
            start = time.perf_counter()
            try:
                limited(find, text)
                seconds[kind] = time.perf_counter() - start
            except TooSlow:
                seconds[kind] = None
        answer[name] = {"found": found, "seconds": seconds}
    json.dump(answer, sys.stdout)


main()
