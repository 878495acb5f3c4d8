// The second program in a Worker: one call, and its answer. scripts/finish_dist.mjs puts this behind the program's glue, which
// the page loads too where it can have no Worker.
if (typeof document === 'undefined') {
  self.onmessage = async ({ data: { module, name, values } }) => {
    try {
      await wasm_bindgen({ module_or_path: module });
      const result = wasm_bindgen[name](...values);
      self.postMessage({ result }, result.buffer ? [result.buffer] : []);
    } catch (error) {
      self.postMessage({ error: typeof error === 'string' ? error : '' });
    }
  };
}
