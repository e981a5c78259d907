const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('sample', {
  /**
   * @param {string} verb
   * @param {unknown[]} args
   */
  ask: (verb, ...args) => ipcRenderer.invoke(verb, ...args),
  /** @param {string} text */
  note: (text) => ipcRenderer.send('note', text),
  /**
   * @param {string} channel
   * @param {(...args: unknown[]) => void} listener
   */
  on(channel, listener) {
    /** @type {(event: unknown, ...args: unknown[]) => void} */
    const heard = (_event, ...args) => listener(...args);
    ipcRenderer.on(channel, heard);
    return () => {
      ipcRenderer.off(channel, heard);
    };
  },
  nested: { list: [1, 2, 3], text: 'deep' },
});
