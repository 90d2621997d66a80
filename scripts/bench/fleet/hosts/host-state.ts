/** What is the matter with a host: nothing, `order` was killed, or it takes connections and says nothing. */
export type HostTrouble = 'none' | 'crashed' | 'silent';

export interface HostState {
  readonly hostId: string;
  readonly address: string;
  trouble: HostTrouble;
}
