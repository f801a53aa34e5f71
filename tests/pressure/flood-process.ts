/** Many anonymous sign-ins at once, from a process of its own, so that it does not disturb the clock of whoever measures. */
const [address = '', n = '0'] = process.argv.slice(2);
const statuses: Record<string, number> = {};
let withoutRetry = 0;
await Promise.all(
  Array.from({ length: Number(n) }, async (_, i) => {
    const response = await fetch(`${address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `ingen${i}@test.example`, password: 'fel lösenord' }),
    });
    await response.arrayBuffer();
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    if ([429, 503].includes(response.status) && !response.headers.has('retry-after')) withoutRetry += 1;
  }),
);
process.send?.({ statuses, withoutRetry });
process.disconnect();
