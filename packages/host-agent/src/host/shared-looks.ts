/**
 * Looks by id, one at a time for each: calls that come while one is under way share one more look after it.
 * @param look never rejects
 */
export function sharedLooks(look: (id: string) => Promise<void>): (id: string) => Promise<void> {
  const running = new Map<string, { done: Promise<void>; again: boolean }>();

  const lookWhileAsked = async (id: string, slot: { again: boolean }): Promise<void> => {
    do {
      slot.again = false;
      await look(id);
    } while (slot.again);
    running.delete(id);
  };

  return (id) => {
    const underWay = running.get(id);
    if (underWay) {
      underWay.again = true;
      return underWay.done;
    }
    const slot = { again: false, done: Promise.resolve() };
    running.set(id, slot);
    slot.done = lookWhileAsked(id, slot);
    return slot.done;
  };
}
