import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runBatch } from '../../src/application/shared/batch/run-batch.ts';

test('a batch gives a result for each input in their order, and begins none before the one ahead has ended', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.integer(), { maxLength: 12 }), async (scheduler, inputs) => {
      let underWay = 0;
      const batch = runBatch(inputs, async (input) => {
        expect(underWay).toBe(0);
        underWay += 1;
        await scheduler.schedule(Promise.resolve());
        underWay -= 1;
        return input * 2;
      });
      expect(await scheduler.waitFor(batch)).toEqual(inputs.map((input) => input * 2));
    }),
  );
});

test('what is thrown ends a batch at that input', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10 }), fc.nat({ max: 9 }), async (count, position) => {
      const failing = position % count;
      const begun: number[] = [];
      const batch = runBatch([...Array(count).keys()], async (index) => {
        begun.push(index);
        if (index === failing) throw new Error(`input ${index}`);
      });
      await expect(batch).rejects.toThrow(`input ${failing}`);
      expect(begun).toHaveLength(failing + 1);
    }),
  );
});
