export interface ComposePlugin {
  readonly version: string;
  /** `https://…`, or `s3://…` for hosts that do not reach the internet over IPv4. */
  readonly url: string;
  readonly sha256: string;
}

/** Amazon Linux has no package of it. The checksum is the release's own, for linux-aarch64. */
export const composePlugin: ComposePlugin = {
  version: 'v2.40.3',
  url: 'https://github.com/docker/compose/releases/download/v2.40.3/docker-compose-linux-aarch64',
  sha256: 'd26373b19e89160546d15407516cc59f453030d9bc5b43ba7faf16f7b4980137',
};
