/** Fetches files that are packed with gzip and tells how far it is. */

/**
 * A file, unpacked. A host that names the packing in Content-Encoding has the browser unpack it: then it comes plain.
 * @param {string} address
 * @param {(bytes: number) => void} received told how many bytes have come since the last time
 * @returns {Promise<Uint8Array>}
 */
export async function unpacked(address, received) {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${address}`);
  const parts = [];
  const reader = response.body.getReader();
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    parts.push(value);
    received(value.length);
  }
  const whole = new Blob(parts);
  const start = new Uint8Array(await whole.slice(0, 2).arrayBuffer());
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  const content = packed ? whole.stream().pipeThrough(new DecompressionStream("gzip")) : whole.stream();
  return new Uint8Array(await new Response(content).arrayBuffer());
}
