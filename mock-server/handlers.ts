import { http, type HttpHandler } from 'msw';
import type { Dataset, PokemonDocument } from './dataset.ts';
import { listPage } from './page.ts';
import type { Representation } from './representation.ts';
import {
  BAD_REQUEST,
  NOT_FOUND,
  cannotPage,
  jsonDocument,
  preflight,
  respond,
} from './representation.ts';

/** A request whose path a pattern matched. */
interface Route {
  readonly url: URL;
  readonly endpoint: string;
  readonly id: string;
  readonly extra: string;
}

/** Endpoint names of PokeAPI v2, case-sensitive. All but `pokemon` are known here and empty. */
const ENDPOINTS: ReadonlySet<string> = new Set(
  `ability berry berry-firmness berry-flavor characteristic contest-effect contest-type egg-group
  encounter-condition encounter-condition-value encounter-method evolution-chain evolution-trigger
  gender generation growth-rate item item-attribute item-category item-fling-effect item-pocket
  language location location-area machine meta move move-ailment move-battle-style move-category
  move-damage-class move-learn-method move-target nature pal-park-area pokeathlon-stat pokedex
  pokemon pokemon-color pokemon-form pokemon-habitat pokemon-shape pokemon-species region stat
  super-contest-effect type version version-group`.split(/\s+/),
);

const RESOURCE_ID = /^[\w-]+$/;

/**
 * PokeAPI v2 over a dataset, as msw handlers: the one definition of what the mock answers.
 * They answer for one origin, such as `https://pokeapi.co`, or for every one by default.
 */
export function createHandlers(dataset: Dataset, origin = '*'): HttpHandler[] {
  const findDocument = documentFinder(dataset);
  const api = `${origin}/api/v2`;
  // The first that matches answers. An endpoint without data holds nothing, so its URLs are 404.
  return [
    ...read(`${api}/pokemon/:id`, ({ id }) => findDocument(id) ?? missing('pokemon', id)),
    ...read(`${api}/pokemon`, ({ url }) =>
      jsonDocument(Buffer.from(listPage(dataset, url.pathname, url.searchParams)), null),
    ),
    ...read(api, () => NOT_FOUND),
    ...read(`${api}/:endpoint`, ({ endpoint }) => missing(endpoint, '0')),
    ...read(`${api}/:endpoint/:id`, ({ endpoint, id }) => missing(endpoint, id)),
    ...read(`${api}/:endpoint/:id/:extra`, ({ endpoint, id, extra }) =>
      extra === 'encounters' ? missing(endpoint, id) : BAD_REQUEST,
    ),
    ...[api, `${api}/*`].flatMap((path) => [
      http.options(path, ({ request }) => preflight(request)),
      http.all(path, ({ request }) => cannot(request)),
    ]),
  ];
}

/** The answer to a request that no route takes. */
export function cannot(request: Request): Response {
  return respond(request, cannotPage(request.method, new URL(request.url).pathname));
}

/** Handlers for the two methods that read: HEAD is GET without the body. */
function read(path: string, represent: (route: Route) => Representation): HttpHandler[] {
  return [http.get, http.head].map((on) =>
    on<Partial<Record<'endpoint' | 'id' | 'extra', string>>>(path, ({ request, params }) => {
      const { endpoint = '', id = '', extra = '' } = params;
      return respond(request, represent({ url: new URL(request.url), endpoint, id, extra }));
    }),
  );
}

function missing(endpoint: string, id: string): Representation {
  return ENDPOINTS.has(endpoint) && RESOURCE_ID.test(id) ? NOT_FOUND : BAD_REQUEST;
}

/** Finds documents by name or id in any case; hashes one only when it is first asked for. */
function documentFinder(dataset: Dataset): (nameOrId: string) => Representation | undefined {
  const documents = new Map<string, PokemonDocument>();
  for (const document of dataset.documents) {
    documents.set(document.name, document).set(String(document.id), document);
  }
  const representations = new Map<PokemonDocument, Representation>();
  return (nameOrId) => {
    const document = documents.get(nameOrId.toLowerCase());
    if (document === undefined) return undefined;
    const known = representations.get(document);
    if (known !== undefined) return known;
    const made = jsonDocument(document.json, document.gzip);
    representations.set(document, made);
    return made;
  };
}
