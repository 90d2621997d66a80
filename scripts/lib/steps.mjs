import { formatDuration } from './format-duration.mjs';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @returns {string} the line of a finished step */
export const doneLine = ({ name, result, elapsedMs }) =>
  `✔ ${name}${result ? `: ${result}` : ''} (${formatDuration(elapsedMs)})`;

/** @returns {string} the line of a running step, cut to the terminal's width so that it stays one line */
export function runningLine({ name, detail, elapsedMs, frame, columns }) {
  const line = `${frames[frame % frames.length]} ${name}${detail ? `: ${detail}` : ''} (${formatDuration(elapsedMs)})`;
  return line.length < columns ? line : `${line.slice(0, Math.max(columns - 2, 0))}…`;
}

/** On a terminal one line that is redrawn; elsewhere a line at the start and one a detail. */
function painter(out) {
  let current;
  let frame = 0;
  let timer;
  const clear = () => out.write('\r\x1b[K');
  const redraw = () => {
    const elapsedMs = Date.now() - current.startedMs;
    clear();
    out.write(runningLine({ ...current, elapsedMs, frame: frame++, columns: out.columns || 80 }));
  };
  if (!out.isTTY) {
    return {
      begin: (step) => out.write(`- ${step.name} …\n`),
      detail: (step) => out.write(`    ${step.detail}\n`),
      end: () => {},
    };
  }
  return {
    begin(step) {
      current = step;
      redraw();
      timer = setInterval(redraw, 100);
    },
    detail: () => redraw(),
    end() {
      clearInterval(timer);
      clear();
    },
  };
}

/** @typedef {ReturnType<typeof createSteps>} Steps */

/**
 * A task list: each step is shown while it runs and leaves one line with its elapsed time.
 * @param {{isTTY?: boolean, columns?: number, write(text: string): unknown}} [out] progress goes to stderr by default
 */
export function createSteps(out = process.stderr) {
  const paint = painter(out);
  return {
    /**
     * @param {string} name what the step is about
     * @param {(note: (detail: string) => void) => Promise<string | void>} work gives a word on the result
     */
    async run(name, work) {
      const step = { name, detail: '', startedMs: Date.now() };
      const note = (detail) => {
        step.detail = detail;
        paint.detail(step);
      };
      paint.begin(step);
      try {
        const result = await work(note);
        paint.end();
        out.write(`${doneLine({ name, result, elapsedMs: Date.now() - step.startedMs })}\n`);
      } catch (error) {
        paint.end();
        out.write(`✖ ${name} (${formatDuration(Date.now() - step.startedMs)})\n`);
        throw error;
      }
    },
  };
}
