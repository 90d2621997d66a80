// The least that a gateway could be: Node's own server piping into a keep-alive client. The yardstick of the benchmark.
import { Agent, createServer, request } from 'node:http';

const [host, port] = (process.env.UPSTREAM ?? 'product:8080').split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

createServer((incoming, answer) => {
  const { method, url, headers } = incoming;
  const outgoing = request({ agent, host, port, method, path: url, headers }, (upstream) => {
    answer.writeHead(upstream.statusCode ?? 502, upstream.headers);
    upstream.pipe(answer);
  });
  outgoing.on('error', () => answer.destroy());
  incoming.pipe(outgoing);
}).listen(8080);
