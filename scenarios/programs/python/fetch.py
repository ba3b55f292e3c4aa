"""The waiting half of the work: the list, and one document after another, by httpx."""

from contextlib import AsyncExitStack, asynccontextmanager
from math import ceil

import httpx

from items import ItemError, types_line
from protocol import Settings

# The pool of httpx looks at each of its connections whenever a request begins or ends, which costs
# more the more it has. So a worker spreads its connections over small pools; the variants with one
# pool show what that saves.
SMALL_POOL = 10

# Made once: every client would read the certificates again.
TLS = httpx.create_ssl_context()


def list_names(settings: Settings) -> list[str]:
    # Plain, as in every model: the encoding of the items is the subject.
    with httpx.Client(**_client_options(settings, 1, "identity")) as client:
        response = client.get("/api/v2/pokemon", params={"limit": settings.items})
        response.raise_for_status()
        return [entry["name"] for entry in response.json()["results"]]


def pool_size(settings: Settings) -> int:
    return settings.in_flight if settings.one_pool else min(SMALL_POOL, settings.in_flight)


@asynccontextmanager
async def open_clients(settings: Settings):
    """A list with one client for each request that a worker may have in flight."""
    size = pool_size(settings)
    options = _client_options(settings, size, settings.encoding)
    async with AsyncExitStack() as stack:
        pools = [
            await stack.enter_async_context(httpx.AsyncClient(**options))
            for _ in range(ceil(settings.in_flight / size))
        ]
        yield [pools[slot // size] for slot in range(settings.in_flight)]


async def fetch_types(client: httpx.AsyncClient, name: str, encoding: str) -> str:
    path = f"/api/v2/pokemon/{name}"
    try:
        response = await client.get(path)
    except httpx.HTTPError as error:
        raise ItemError(_kind_of(error), f"{path}: {type(error).__name__} {error}") from error
    # raise_for_status() would take a redirection, or another 2xx, for a result.
    if response.status_code != 200:
        raise ItemError("status", f"{path} answered {response.status_code}")
    came = response.headers.get("content-encoding", "identity")
    if came != encoding:
        raise ItemError("encoding", f"{path} came as {came}")
    return types_line(name, response.content)


def _client_options(settings: Settings, connections: int, encoding: str) -> dict:
    return {
        "base_url": settings.origin,
        "headers": {"accept-encoding": encoding},
        "limits": httpx.Limits(
            max_connections=connections, max_keepalive_connections=connections
        ),
        "timeout": settings.timeout_seconds,
        "verify": TLS,
        # The mock server is on this machine, whatever proxy the environment names.
        "trust_env": False,
    }


def _kind_of(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "timeout"
    if isinstance(error, httpx.NetworkError):
        return "connection"
    if isinstance(error, httpx.ProtocolError):
        return "protocol"
    return "encoding" if isinstance(error, httpx.DecodingError) else "other"
