/**
 * Does the same for many inputs, one after the other, and gives back a result for each in their order. One that answers a
 * failure keeps none of those behind it from being done. What is thrown ends the batch: what was done before stays done.
 */
export async function runBatch<Input, Outcome>(
  inputs: readonly Input[],
  run: (input: Input) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const input of inputs) outcomes.push(await run(input));
  return outcomes;
}
