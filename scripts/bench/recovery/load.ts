/** Light, bounded load on the shop: so many reads a second through the reverse proxy until it is stopped. */
export function lightLoad(baseUrl: string, perSecond: number) {
  let sent = 0;
  let failed = 0;
  const shoot = async (): Promise<void> => {
    sent += 1;
    const path = sent % 5 === 0 ? '/api/categories' : `/api/products?limit=${10 + (sent % 10)}`;
    const ok = await fetch(baseUrl + path, { signal: AbortSignal.timeout(3_000) }).then(
      async (answer) => (await answer.arrayBuffer()) && answer.ok,
      () => false,
    );
    if (!ok) failed += 1;
  };
  const timer = setInterval(() => void shoot(), 1_000 / perSecond);
  return {
    stop() {
      clearInterval(timer);
      return { sent, failed };
    },
  };
}
