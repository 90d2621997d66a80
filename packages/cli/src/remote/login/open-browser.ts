import { spawn } from 'node:child_process';

const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Tries to show an address to the person in front of this machine; whoever has no browser here has the text. */
export function openBrowser(url: URL): void {
  const [command = 'xdg-open', ...args] = openers[process.platform] ?? [];
  const child = spawn(command, [...args, url.href], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}
