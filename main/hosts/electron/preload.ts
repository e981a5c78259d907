import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './bridge.ts';

contextBridge.exposeInMainWorld('gatehouse', createBridge(ipcRenderer, process.platform));
