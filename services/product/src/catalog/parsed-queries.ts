import { parseRequest } from '@shop/kit';
import type { HonoRequest } from 'hono';
import { type ListQuery, listQuery } from './list-query.ts';

export interface ParsedQuery {
  readonly query: ListQuery;
  /** The same for every spelling of the same query. */
  readonly key: string;
}

/** As many as a shop's visitors use again and again; the oldest goes first. */
const sizeMax = 1_000;

/** Remembers how query strings were understood: parsing and validating one costs a third of a cached read. */
export class ParsedQueries {
  readonly #known = new Map<string, ParsedQuery>();

  /** @throws ProblemError 400 naming the bad field */
  parse(request: HonoRequest): ParsedQuery {
    const { url } = request;
    const start = url.indexOf('?');
    const text = start < 0 ? '' : url.slice(start);
    const known = this.#known.get(text);
    if (known) return known;
    const query = parseRequest('query', listQuery, request.query());
    const parsed = { query, key: JSON.stringify(query) };
    if (this.#known.size >= sizeMax) this.#known.delete(this.#known.keys().next().value as string);
    this.#known.set(text, parsed);
    return parsed;
  }
}
