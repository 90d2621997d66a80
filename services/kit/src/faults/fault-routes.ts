import { Hono } from 'hono';
import { ZodError } from 'zod';
import { ProblemError } from '../http/problem.ts';
import { fieldName } from '../http/validate.ts';
import type { FaultBoard } from './fault-board.ts';

/** `GET /faults`, `PUT /faults/{name}` with parameters as JSON, `DELETE /faults/{name}`, `DELETE /faults`. */
export const faultRoutes = (board: FaultBoard) =>
  new Hono()
    .get('/faults', (c) => c.json({ faults: board.list() }))
    .put('/faults/:name', async (c) => {
      const name = c.req.param('name');
      const params = switchOn(board, name, jsonBody(await c.req.text()));
      return c.json({ name, on: true, params });
    })
    .delete('/faults/:name', (c) => {
      board.switchOff(c.req.param('name'));
      return c.body(null, 204);
    })
    .delete('/faults', (c) => {
      for (const { name } of board.list()) board.switchOff(name);
      return c.body(null, 204);
    });

function jsonBody(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProblemError(400, 'malformed-json', 'The body is not JSON.', { cause });
  }
}

function switchOn(board: FaultBoard, name: string, params: unknown): unknown {
  try {
    return board.switchOn(name, params);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const errors = error.issues.map((issue) => ({ field: fieldName(issue.path), message: issue.message }));
    throw new ProblemError(400, 'validation', `The parameters of fault "${name}" are not valid.`, { errors });
  }
}
