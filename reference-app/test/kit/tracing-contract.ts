import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Labels, Tracing } from '../../src/application/shared/telemetry.ts';

/** A span that is over. */
export interface EndedSpan {
  readonly name: string;
  readonly attributes: Labels;
  readonly failed: boolean;
  /** 16 hexadecimal digits. */
  readonly id: string;
  /** Of what it is a part, 32 hexadecimal digits: the same for everything that came of one beginning. */
  readonly trace: string;
  /** The id of the span that it is directly a part of. */
  readonly parent: string | undefined;
}

/** Tracing that keeps everything, and what it has kept. */
export interface TracingInUse {
  readonly tracing: Tracing;
  /** The spans that are over, in the order in which they ended. */
  ended(): readonly EndedSpan[];
}

/** What all tracing must do. `create` gives one that has kept nothing. */
export function describeTracing(name: string, create: () => TracingInUse): void {
  const elsewhere = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', id: '00f067aa0ba902b7' };
  const origin = `00-${elsewhere.trace}-${elsewhere.id}-01`;

  describe(name, () => {
    test('runs the work, passes on its answer, and keeps a span that ends with it', async () => {
      const { tracing, ended } = create();
      const answer = await tracing.span('brew', { tea: 'green', cups: 2, hot: true }, async () => {
        await turn();
        expect(ended()).toEqual([]);
        return 'tea';
      });
      expect(answer).toBe('tea');
      expect(ended()).toMatchObject([
        { name: 'brew', attributes: { tea: 'green', cups: 2, hot: true }, failed: false, parent: undefined },
      ]);
    });

    test('notes what fails, and throws it on as it is', async () => {
      const { tracing, ended } = create();
      const failure = new Error('it leaks');
      const work = tracing.span('brew', {}, async () => {
        await turn();
        throw failure;
      });
      await expect(work).rejects.toBe(failure);
      expect(ended()).toMatchObject([{ name: 'brew', failed: true }]);
    });

    test('makes what runs inside of work a part of it, and keeps apart what runs beside it', async () => {
      const { tracing, ended } = create();
      const brew = (tea: string) =>
        tracing.span(tea, {}, async () => {
          await turn();
          await tracing.span(`${tea} inside`, {}, () => turn());
        });
      await Promise.all([brew('green'), brew('black')]);
      const all = ended();
      const spanOf = (wanted: string) => all.find((span) => span.name === wanted)!;
      for (const tea of ['green', 'black']) {
        const [inside, outside] = [spanOf(`${tea} inside`), spanOf(tea)];
        expect(inside).toMatchObject({ parent: outside.id, trace: outside.trace });
        expect(all.indexOf(inside)).toBeLessThan(all.indexOf(outside));
      }
      expect(spanOf('green').trace).not.toBe(spanOf('black').trace);
    });

    test('tells what is under way, also after a pause, and nothing when nothing is', async () => {
      const { tracing, ended } = create();
      expect(tracing.current()).toBeUndefined();
      const told: (string | undefined)[] = [];
      await tracing.span('outside', {}, async () => {
        told.push(tracing.current());
        await turn();
        await tracing.span('inside', {}, async () => void told.push(tracing.current()));
        told.push(tracing.current());
      });
      const [inside, outside] = ended().map(({ trace, id }) => `00-${trace}-${id}-01`);
      expect(told).toEqual([outside, inside, outside]);
      expect(tracing.current()).toBeUndefined();
    });

    test('goes on with what was begun elsewhere, also when something else is under way', async () => {
      const { tracing, ended } = create();
      await tracing.span('else', {}, () => tracing.span('deliver', {}, () => turn(), origin));
      expect(ended()[0]).toMatchObject({ name: 'deliver', trace: elsewhere.trace, parent: elsewhere.id });
      expect(ended()[1]).toMatchObject({ name: 'else', parent: undefined });
    });

    test('goes on with what it told itself', async () => {
      const { tracing, ended } = create();
      const kept = await tracing.span('request', {}, async () => tracing.current());
      await tracing.span('deliver', {}, () => turn(), kept);
      const [request, deliver] = ended();
      expect(deliver).toMatchObject({ name: 'deliver', trace: request!.trace, parent: request!.id });
    });

    test('keeps nothing of what is not kept elsewhere, runs it, and still tells of what it is a part', async () => {
      const { tracing, ended } = create();
      const unkept = `00-${elsewhere.trace}-${elsewhere.id}-00`;
      const told = await tracing.span('deliver', {}, async () => tracing.current(), unkept);
      expect(told).toBe(unkept);
      expect(ended()).toEqual([]);
    });

    test('begins anew where the origin is none', async () => {
      const { tracing, ended } = create();
      for (const nonsense of ['', 'nonsense', `00-${'0'.repeat(32)}-${elsewhere.id}-01`])
        expect(await tracing.span('deliver', {}, async () => 'done', nonsense)).toBe('done');
      expect(new Set(ended().map(({ trace }) => trace)).size).toBe(3);
      expect(ended().map(({ parent }) => parent)).toEqual([undefined, undefined, undefined]);
    });
  });
}
