import { expect, test } from 'vitest';
import { routes } from '../../client/routes.ts';
import { APPLICATION_ADDRESSES } from '../../server/pages/application-pages.ts';

test('the client draws exactly the addresses that the server serves for it', () => {
  expect(routes.map(({ pattern }) => pattern).sort()).toEqual([...APPLICATION_ADDRESSES].sort());
});
