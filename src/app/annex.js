// Loads the second program (src/bin/annex.rs) when the first file of cells comes; in viewer.html it lies in the page.
window.jixiaoAnnex = (function () {
  let program;
  async function load() {
    const inline = document.getElementById('jixiao-annex');
    if (inline) await wasm_bindgen({ module_or_path: Uint8Array.from(atob(inline.textContent), (ch) => ch.charCodeAt(0)) });
    else {
      await new Promise((loaded, failed) => {
        const script = document.createElement('script');
        script.addEventListener('load', loaded);
        script.addEventListener('error', (event) => { event.stopPropagation(); failed(new Error('not loaded')); });
        script.src = './annex.js';
        document.head.appendChild(script);
      });
      await wasm_bindgen({ module_or_path: './annex_bg.wasm' });
    }
    return wasm_bindgen;
  }
  // What could not be loaded now may be there the next time.
  return async (data, english) => {
    program ??= load().catch((error) => { program = undefined; throw error; });
    return (await program).text_of(data, english);
  };
})();
