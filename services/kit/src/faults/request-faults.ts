/** The faults that touch requests; absent means off. Read on each request, so plain fields. */
export interface RequestFaults {
  latency?: { readonly latencyMs: number; readonly jitterMs: number; readonly share: number; readonly health: boolean };
  errors?: { readonly share: number; readonly status: number };
  unready?: boolean;
}
