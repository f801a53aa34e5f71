/** People who sign in at the same moment with their right passwords, from their own town halls; in a process of its own. */
const [address = '', people = '0', halls = '1', password = ''] = process.argv.slice(2);
const statuses: Record<string, number> = {};
const waits: number[] = [];
await Promise.all(
  Array.from({ length: Number(people) }, async (_, i) => {
    const start = performance.now();
    const hall = i % Number(halls);
    const response = await fetch(`${address}/api/v1/session`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `198.18.${Math.floor(hall / 250)}.${hall % 250}`,
      },
      body: JSON.stringify({ email: `person${i}@nine.example`, password }),
    });
    await response.arrayBuffer();
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    waits.push(performance.now() - start);
  }),
);
process.send?.({ statuses, longest: Math.max(...waits) });
process.disconnect();
