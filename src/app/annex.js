// Calls the second program (src/bin/annex.rs) when it is asked for; in viewer.html it lies in the page.
//
// Each call has a Worker of its own (src/app/annex_worker.js): the page stays alive however long the work takes, and what the
// work took of memory goes with it. Where a browser or a host allows no Worker, the page does the work itself.
(function () {
  let program;
  async function load() {
    if (window.jixiaoUnpacked) { // scripts/finish_dist.mjs
      const glue = new Blob([document.getElementById('jixiao-annex-glue').textContent], { type: 'text/javascript' });
      return { glue: URL.createObjectURL(glue), module: await WebAssembly.compile(jixiaoUnpacked('jixiao-annex')) };
    }
    const answer = await fetch('./annex_bg.wasm');
    if (!answer.ok) throw new Error('not loaded');
    return { glue: './annex.js', module: await WebAssembly.compile(await answer.arrayBuffer()) };
  }
  // What could not be loaded now may be there the next time.
  const ready = () => (program ??= load().catch((error) => { program = undefined; throw error; }));

  // Calls a function of the program. What it throws is a sentence, or empty: a file so damaged that the program stopped over
  // it, or work that `stops` ended, which is given a function that does so; or no text: the program could not be loaded.
  async function call(stops, name, ...values) {
    const { glue, module } = await ready();
    const answer = await new Promise((done) => {
      let worker;
      const end = (answer) => {
        worker?.terminate();
        done(answer);
      };
      stops?.(() => end({ error: '' }));
      try {
        worker = new Worker(glue);
      } catch {
        return end();
      }
      worker.onmessage = (event) => end(event.data);
      worker.onerror = (event) => {
        event.preventDefault();
        end();
      };
      worker.postMessage({ module, name, values });
    });
    if (!answer) return inPage(glue, module, name, values);
    if ('error' in answer) throw answer.error;
    return answer.result;
  }

  async function inPage(glue, module, name, values) {
    if (typeof wasm_bindgen === 'undefined') {
      await new Promise((loaded, failed) => {
        const script = document.createElement('script');
        script.addEventListener('load', loaded);
        script.addEventListener('error', () => failed(new Error('not loaded')));
        script.src = glue;
        script.className = 'optional'; // index.html takes a script that cannot be loaded for a fault, but not this one
        document.head.appendChild(script);
      });
    }
    await wasm_bindgen({ module_or_path: module });
    // What is told of the work must be on the screen before the work keeps the page busy.
    await new Promise((go) => setTimeout(go, 20));
    try {
      return wasm_bindgen[name](...values);
    } catch (error) {
      throw typeof error === 'string' ? error : '';
    }
  }

  window.jixiaoAnnex = (data, english) => call(null, 'text_of', data, english);

  // The reading of another text ends the one before it.
  let stopReading;
  window.jixiaoReading = (text) => {
    stopReading?.();
    return call((stop) => { stopReading = stop; }, 'reading_of', text);
  };

  // The style of the pictures; in viewer.html it lies in the page.
  let styled;
  const style = () => (styled ??= document.getElementById('jixiao-annex') ? Promise.resolve() : new Promise((loaded) => {
    const link = document.createElement('link');
    link.addEventListener('load', loaded);
    link.addEventListener('error', loaded); // without it the pictures are plain, but there
    link.rel = 'stylesheet';
    link.href = './pictures.css';
    document.head.appendChild(link);
  }));

  // Puts the pictures into their place, or says that they could not be drawn. What is put in was written by our own program,
  // which escapes every word of the table (src/report/markup.rs); read by a parser of its own it runs nothing, and the page's
  // content policy allows neither inline scripts nor handlers nor styles.
  window.jixiaoPictures = async (host, missing, text, name, settings, english) => {
    try {
      const [html] = await Promise.all([call(null, 'pictures_of', text, name, settings, english), style()]);
      host.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.children);
    } catch {
      host.firstChild.textContent = missing; // where it says that they are being drawn
    }
  };

  // Fills what was unfolded: the summary (0) or the questions about a project, all worked out at once for a text. Their HTML is
  // like that of the pictures.
  let digests = [];
  window.jixiaoDigest = async (head, missing, ...of) => {
    const host = head.parentElement;
    if (host.querySelector('.digest__body')) return;
    const body = document.createElement('div');
    body.className = 'digest__body';
    body.setAttribute('role', 'status');
    body.textContent = '……';
    host.appendChild(body);
    try {
      if (!of.every((value, at) => digests[at] === value)) digests = [...of, await call(null, 'digest_of', ...of)];
      const html = digests.at(-1)[Number(head.getAttribute('data-q'))];
      body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.children);
    } catch {
      body.textContent = missing;
      body.className = ''; // the next time it is tried again
    }
  };

  window.jixiaoExport = async (text, name, encoding, settings, format, english, firm, triage) => {
    const beijing = new Date(Date.now() + 8 * 3600e3).toISOString();
    const bytes = await call(null, 'file_of', text, name, encoding, settings, format, english, firm, beijing.slice(0, 16).replace('T', ' '), triage);
    const [kind, ending] = format.includes('-') ? format.split('-') : ['review', format];
    const title = { review: '绩效目标审核', report: '绩效目标审核报告', form: '绩效目标审核表', opinion: '绩效目标审核意见' }[kind];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = `${title}_${name ? name.replace(/\.\w+$/, '') + '_' : ''}${beijing.slice(0, 10)}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
})();
