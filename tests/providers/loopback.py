"""A server on 127.0.0.1 that answers, errs, drips or keeps silent."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def served(answer):
    """``answer(path, headers) -> (status, body, declared length or None)``; None: say nothing for a long while."""
    seen = []
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def do_GET(self):
            seen.append((time.monotonic(), self.path, dict(self.headers)))
            told = answer(self.path, self.headers)
            if told is None:
                done.wait(30)
                return
            status, body, declared = told
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body) if declared is None else declared))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        done.set()
        server.shutdown()
        server.server_close()
