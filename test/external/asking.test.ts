import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExternalLinks, type ExternalParts } from '../../src/external/external-links.ts';
import { refusal } from '../../src/external/names.ts';
import { defaultSettings, type ExternalSettings, type Verdict } from '../../src/external/port.ts';
import { createTransport } from '../../src/external/transport.ts';
import { jumpingClock, variableStore } from '../kit/external-parts.ts';
import { type ExternalServer, startExternalServer } from '../kit/external-server.ts';

let server: ExternalServer;

beforeAll(async () => {
  server = await startExternalServer();
  const status = (code: number, headers: Record<string, string> = {}) =>
    server.on(`/${code}`, (_request, response) => response.writeHead(code, headers).end());
  for (const code of [200, 204, 400, 401, 403, 404, 410, 418, 451, 500, 503, 999]) status(code);
  const redirect = (path: string, code: number, location: string) =>
    server.on(path, (_request, response) => response.writeHead(code, { location }).end());
  redirect('/permanent', 301, '/200');
  redirect('/permanent-308', 308, '/200');
  redirect('/found', 302, '/200');
  redirect('/permanent-then-found', 301, '/found');
  redirect('/permanent-twice', 301, '/permanent');
  redirect('/found-then-permanent', 302, '/permanent');
  redirect('/to-missing', 301, '/404');
  redirect('/loop', 302, '/loop');
  redirect('/to-metadata', 302, 'http://169.254.169.254/latest/meta-data/');
  redirect('/to-localhost', 302, 'http://localhost/');
  redirect('/to-decimal', 302, 'http://2852039166/');
  redirect('/to-file', 302, 'file:///etc/passwd');
  redirect('/to-password', 302, 'http://user:password@docs.acme.dev/200');
  redirect('/to-nothing', 302, 'http://:::');
  server.on('/to-inner', (request, response) =>
    response.writeHead(302, { location: `http://inner.acme.dev:${request.socket.localPort}/200` }).end(),
  );
  for (let hop = 0; hop < 12; hop += 1) redirect(`/hop-${hop}`, 301, hop === 11 ? '/200' : `/hop-${hop + 1}`);
});
afterAll(() => server.close());

interface Trial {
  readonly verdicts: readonly Verdict[];
  readonly asked: readonly string[];
  readonly slept: readonly number[];
}

/** Asks for addresses with a clock that waits for nobody. */
async function ask(
  addresses: readonly string[],
  settings: Partial<ExternalSettings> = {},
  parts: Partial<ExternalParts> = {},
): Promise<Trial> {
  const clock = jumpingClock('2026-11-21T12:00:00Z');
  const before = server.asked.length;
  const links = createExternalLinks(
    { transport: server.transport, store: variableStore(), clock, random: () => 0.5, refusal, ...parts },
    { settings: { ...defaultSettings, ...settings }, note: () => {} },
  );
  const verdicts = await links.ask(addresses, addresses);
  return {
    verdicts: addresses.map((address) => verdicts.get(address)!),
    asked: server.asked.slice(before).map((line) => line.replace('docs.acme.dev', '')),
    slept: clock.slept,
  };
}

const verdictOf = async (path: string, settings?: Partial<ExternalSettings>): Promise<Verdict> =>
  (await ask([server.address(path)], settings)).verdicts[0]!;

const broken = (answer: string) => ({ kind: 'broken', answer, since: '2026-11-21', lasting: false });
const unknown = (reason: string) => ({ kind: 'unknown', reason: expect.stringContaining(reason) });

describe('what a server answers', () => {
  test.each([
    ['/200', { kind: 'answers' }],
    ['/204', { kind: 'answers' }],
    ['/404', broken('404')],
    ['/410', broken('410')],
    ['/400', unknown('answers 400')],
    ['/401', unknown('refuses programs (401)')],
    ['/403', unknown('refuses programs (403)')],
    ['/418', unknown('answers 418')],
    ['/451', unknown('refuses programs (451)')],
    ['/999', unknown('refuses programs (999)')],
    ['/500', unknown('has a fault (500)')],
    ['/503', unknown('has a fault (503)')],
    ['/found', { kind: 'answers' }],
    ['/to-missing', broken('404')],
    ['/loop', unknown('redirects more than 10 times')],
    ['/hop-0', unknown('redirects more than 10 times')],
    ['/to-nothing', unknown('redirects to no address')],
  ])('%s', async (path, verdict) => {
    expect(await verdictOf(path)).toEqual(verdict);
  });

  test('ten redirects are followed', async () => {
    expect(await verdictOf('/hop-2')).toEqual({ kind: 'answers', moved: server.address('/200') });
  });

  test.each(['/permanent', '/permanent-308', '/permanent-twice'])('%s has moved', async (path) => {
    expect(await verdictOf(path)).toEqual({ kind: 'answers', moved: server.address('/200') });
  });

  test('a permanent redirect that ends in a passing one has not moved', async () => {
    expect(await verdictOf('/permanent-then-found')).toEqual({ kind: 'answers', moved: undefined });
    expect(await verdictOf('/found-then-permanent')).toEqual({ kind: 'answers', moved: undefined });
  });

  test('a challenge to browsers says nothing, whatever its status', async () => {
    server.on('/challenge', (_request, response) => response.writeHead(404, { 'cf-mitigated': 'challenge' }).end());
    const { verdicts, asked } = await ask([server.address('/challenge')]);
    expect(verdicts).toEqual([unknown('wants to see a browser')]);
    expect(asked).toEqual(['HEAD /challenge']);
  });
});

describe('how a server is asked', () => {
  test('with HEAD when that is enough', async () => {
    expect((await ask([server.address('/200')])).asked).toEqual(['HEAD /200']);
  });

  test.each([403, 404, 405, 500, 501])('with GET when HEAD gets %i', async (code) => {
    server.on(`/head-${code}`, ({ method }, response) => response.writeHead(method === 'HEAD' ? code : 200).end());
    const { verdicts, asked } = await ask([server.address(`/head-${code}`)]);
    expect(verdicts).toEqual([{ kind: 'answers', moved: undefined }]);
    expect(asked).toEqual([`HEAD /head-${code}`, `GET /head-${code}`]);
  });

  test('once for all fragments of a page', async () => {
    const { verdicts, asked } = await ask(['#a', '#b', ''].map((fragment) => server.address(`/404${fragment}`)));
    expect(verdicts).toEqual([broken('404'), broken('404'), broken('404')]);
    expect(asked).toEqual(['HEAD /404', 'GET /404']);
  });

  test('without reading a body, however long it is', async () => {
    let closed: () => void;
    const end = new Promise<void>((resolve) => {
      closed = resolve;
    });
    server.on('/endless', ({ method }, response) => {
      if (method === 'HEAD') {
        response.writeHead(405).end();
        return;
      }
      const chunk = Buffer.alloc(64 * 1024);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      response.on('close', () => closed());
      response.writeHead(200);
      write();
    });
    expect(await verdictOf('/endless')).toEqual({ kind: 'answers', moved: undefined });
    await end;
  });

  test('again, later and later, while it has a fault', async () => {
    let left = 3;
    server.on('/recovers', (_request, response) => {
      left -= 1;
      response.writeHead(left >= 0 ? 502 : 200).end();
    });
    const { verdicts, asked, slept } = await ask([server.address('/recovers')], { pause: 0 });
    expect(verdicts).toEqual([{ kind: 'answers', moved: undefined }]);
    // Each fault of HEAD is confirmed with GET, and HEAD is not tried again.
    expect(asked.map((line) => line.split(' ')[0])).toEqual(['HEAD', 'GET', 'GET', 'GET']);
    expect(slept).toEqual([1000, 2000]);
  });

  test('again after waits that differ, so that not all who wait come back at once', async () => {
    const waits = async (random: number): Promise<readonly number[]> =>
      (await ask([server.address('/503')], { pause: 0 }, { random: () => random })).slept;
    expect(await waits(0)).toEqual([500, 1000]);
    expect(await waits(0.9)).toEqual([1400, 2800]);
  });

  test('three times at most', async () => {
    expect((await ask([server.address('/503')])).asked).toEqual(['HEAD /503', 'GET /503', 'GET /503', 'GET /503']);
  });

  test('again when the connection breaks, and then nobody can tell', async () => {
    server.on('/closed', ({ socket }) => socket.destroy());
    const { verdicts, asked } = await ask([server.address('/closed')]);
    expect(verdicts).toEqual([unknown('cannot be reached')]);
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['breaks off', ({ socket }: IncomingMessage) => socket.destroy()],
    ['leaves without an answer', () => {}],
  ])('with GET when the server %s at HEAD', async (what, atHead) => {
    const path = `/head-${what.replaceAll(' ', '-')}`;
    server.on(path, (request, response) => {
      if (request.method === 'HEAD') atHead(request);
      else response.writeHead(200).end();
    });
    const { verdicts, asked } = await ask([server.address(path)], { timeout: 2 });
    expect(verdicts).toEqual([{ kind: 'answers', moved: undefined }]);
    expect(asked).toEqual([`HEAD ${path}`, `GET ${path}`]);
  });

  test('with GET when HEAD finds nothing, whatever the server says of coming back', async () => {
    server.on('/careless', ({ method }, response) =>
      response.writeHead(method === 'HEAD' ? 404 : 200, { 'retry-after': '1' }).end(),
    );
    expect(await verdictOf('/careless')).toEqual({ kind: 'answers', moved: undefined });
  });

  test('no longer than the timeout when the head of the answer never ends', async () => {
    server.on('/drip', ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('X-Drip: x\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await verdictOf('/drip', { timeout: 0.3 })).toEqual(unknown('does not answer in time'));
  });

  test('without taking in a head of any length', async () => {
    server.on('/wide', ({ socket }) => void socket.write(`HTTP/1.1 200 OK\r\nX-Wide: ${'x'.repeat(200_000)}\r\n\r\n`));
    expect(await verdictOf('/wide')).toEqual(unknown('does not answer in HTTP'));
  });

  test('by the name that the network knows', async () => {
    const address = server.address('/200', 'b\u00fccher.acme.dev');
    const before = server.resolved.length;
    const { verdicts } = await ask([address]);
    expect(verdicts).toEqual([{ kind: 'answers', moved: undefined }]);
    expect(server.resolved.slice(before)).toEqual(['xn--bcher-kva.acme.dev']);
  });

  test('no longer than the timeout', async () => {
    server.on('/silent', () => {});
    expect(await verdictOf('/silent', { timeout: 0.05 })).toEqual(unknown('does not answer in time'));
  });

  test('no longer than all links may take together', async () => {
    server.on('/silent', () => {});
    const addresses = [...Array(20).keys()].map((index) => server.address(`/silent?${index}`));
    const { verdicts } = await ask(addresses, { limit: 0.05 });
    expect(new Set(verdicts.map((verdict) => JSON.stringify(verdict)))).toEqual(
      new Set([JSON.stringify({ kind: 'unknown', reason: 'the time for external links was over' })]),
    );
  });

  test('with encryption that it does not speak', async () => {
    const address = server.address('/200').replace('http:', 'https:');
    expect((await ask([address])).verdicts).toEqual([unknown('certificate or encryption')]);
  });
});

describe('a server that asks to wait', () => {
  const patient = (path: string, header: string, refusals: number) => {
    let left = refusals;
    server.on(path, (_request, response) => {
      left -= 1;
      if (left >= 0) response.writeHead(429, { 'retry-after': header }).end();
      else response.writeHead(200).end();
    });
  };

  test('gets the time, from all questions to its host', async () => {
    patient('/busy', '7', 1);
    const { verdicts, slept } = await ask([server.address('/busy')], { pause: 0 });
    expect(verdicts).toEqual([{ kind: 'answers', moved: undefined }]);
    expect(slept).toEqual([7000]);
  });

  test('gets it from the other links to its host too', async () => {
    let at = 0;
    const times: number[] = [];
    const clock = jumpingClock('2026-11-21T12:00:00Z');
    server.on('/calm', (_request, response) => {
      times.push(clock.now() - at);
      response.writeHead(200).end();
    });
    server.on('/a-busy', (_request, response) => {
      at ||= clock.now();
      const isLate = clock.now() - at >= 7000;
      response.writeHead(isLate ? 200 : 429, isLate ? {} : { 'retry-after': '7' }).end();
    });
    const addresses = [server.address('/a-busy'), server.address('/calm')];
    const { verdicts } = await ask(addresses, { pause: 0, perHost: 1 }, { clock });
    expect(verdicts.map(({ kind }) => kind)).toEqual(['answers', 'answers']);
    expect(times).toEqual([7000]);
  });

  test('may name the time as a date', async () => {
    patient('/busy-until', 'Sat, 21 Nov 2026 12:00:09 GMT', 1);
    const { verdicts, slept } = await ask([server.address('/busy-until')], { pause: 0 });
    expect(verdicts).toEqual([{ kind: 'answers', moved: undefined }]);
    expect(slept).toEqual([9000]);
  });

  test('may name a part of a second', async () => {
    patient('/nearly-ready', '1.5', 1);
    expect((await ask([server.address('/nearly-ready')], { pause: 0 })).slept).toEqual([1500]);
  });

  test('is not waited for when it asks for too much', async () => {
    patient('/busy-for-long', '31', 1);
    const { verdicts, asked, slept } = await ask([server.address('/busy-for-long')]);
    expect(verdicts).toEqual([unknown('asks to be left alone (429)')]);
    expect({ asked, slept }).toEqual({ asked: ['HEAD /busy-for-long'], slept: [] });
  });

  test('is not asked for ever', async () => {
    patient('/always-busy', '1', 100);
    expect((await ask([server.address('/always-busy')])).asked).toHaveLength(3);
  });
});

describe('no host is pressed', () => {
  test('by a project that says nothing of it', () => {
    const { perHost, pause, rememberDays, errorAfterDays } = defaultSettings;
    expect(perHost).toBeGreaterThanOrEqual(1);
    expect(perHost).toBeLessThanOrEqual(4);
    expect(pause).toBeGreaterThanOrEqual(100);
    expect(rememberDays).toBeGreaterThanOrEqual(1);
    expect(errorAfterDays).toBeGreaterThanOrEqual(1);
  });

  test('by more requests at a time than it may get', async () => {
    for (const perHost of [1, 2, 4]) {
      let active = 0;
      let most = 0;
      const held: (() => void)[] = [];
      const letGo = (): void => {
        for (const answer of held.splice(0)) answer();
      };
      server.on('/slow', (_request, response) => {
        active += 1;
        most = Math.max(most, active);
        held.push(() => {
          active -= 1;
          response.writeHead(200).end();
        });
        // Nobody gets an answer before as many are here as may be: a missing one would stop the test.
        if (held.length === perHost) setTimeout(letGo, 10);
      });
      const addresses = [...Array(8).keys()].map((index) => server.address(`/slow?${index}`));
      const { verdicts } = await ask(addresses, { perHost, pause: 0 });
      expect(verdicts.every(({ kind }) => kind === 'answers')).toBe(true);
      expect(most).toBe(perHost);
    }
  });

  test('by requests without a pause between them', async () => {
    const addresses = [...Array(4).keys()].map((index) => server.address(`/200?${index}`));
    const { slept } = await ask(addresses, { pause: 250 });
    expect(slept.reduce((sum, time) => sum + time, 0)).toBe(750);
  });
});

describe('what must not be reached', () => {
  test.each([
    ['http://10.0.0.1/', 'private address'],
    ['http://127.0.0.2/', 'private address'],
    ['http://[::1]/', 'private address'],
    ['http://0x7f000002/', 'private address'],
  ])('%s', async (address, reason) => {
    expect((await ask([address])).verdicts).toEqual([unknown(reason)]);
  });

  test.each(['inner.acme.dev', 'half.acme.dev', 'mapped.acme.dev'])(
    '%s, a name with a private address among its own',
    async (host) => {
      const { verdicts, asked } = await ask([server.address('/200', host)]);
      expect(verdicts).toEqual([unknown('private address')]);
      expect(asked).toEqual([]);
    },
  );

  test.each(['/to-metadata', '/to-inner', '/to-decimal'])('%s, a redirect into a private network', async (path) => {
    const { verdicts, asked } = await ask([server.address(path)]);
    expect(verdicts).toEqual([unknown('private address')]);
    expect(asked).toEqual([`HEAD ${path}`]);
  });

  test.each(['/to-localhost', '/to-file', '/to-password'])(
    '%s, a redirect to a name that is not public',
    async (path) => {
      expect(await verdictOf(path)).toEqual(unknown('redirects to an address that is not public'));
    },
  );

  test('this machine, by the guard that no test has opened', async () => {
    const transport = createTransport();
    const { port } = new URL(server.address('/200'));
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]']) {
      const reply = await transport.request('HEAD', new URL(`http://${host}:${port}/200`), AbortSignal.timeout(5000));
      expect(reply, host).toEqual({ kind: 'failure', code: 'PRIVATE_ADDRESS' });
    }
  });

  test('a name that means something else a moment later: it is looked up once for each request', async () => {
    const before = server.resolved.length;
    await ask([server.address('/404')]);
    expect(server.resolved.slice(before)).toEqual(['docs.acme.dev', 'docs.acme.dev']);
    expect(server.asked.slice(-2)).toEqual(['HEAD docs.acme.dev/404', 'GET docs.acme.dev/404']);
  });
});

describe('a host that is not found', () => {
  const missing = 'http://gone.acme.example-app.dev/';

  test('is broken when others answer', async () => {
    expect((await ask([missing, server.address('/200')])).verdicts[0]).toEqual(broken('no host'));
  });

  test('says nothing when nobody answers, as on a machine without a network', async () => {
    expect((await ask([missing])).verdicts).toEqual([unknown('seems to be offline')]);
  });

  test('is the same as one without addresses', async () => {
    const { verdicts } = await ask([server.address('/', 'empty.acme.dev'), server.address('/200')]);
    expect(verdicts[0]).toEqual(broken('no host'));
  });
});
