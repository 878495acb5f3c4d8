// Trunk's initializer: shows how much of the program has arrived, and says when it cannot start.
export default function loading() {
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
