// Trunk's initializer: shows how much of the program has arrived, and says when it cannot start.
export default function loading() {
  // Some old browsers would start it, lose half of its dialogs, and take the boot check's sentence away.
  if (window.jixiaoUnsupported) throw new Error('this browser is too old');
  const bar = document.getElementById('boot-progress');
  return {
    onProgress({ current, total }) {
      if (bar && total) {
        bar.max = total;
        bar.value = current;
      }
    },
    onFailure(error) {
      window.jixiaoFailed(error?.stack ?? error);
    },
  };
}
