// A read-only file system for SQLite that holds one file: the database, wherever its bytes come from.

import type { Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import type { Source } from "./source.ts";

const NAME = "reports";
const FILE = "govreports.db";
/** What SQLite opens. */
export const ADDRESS = `file:${FILE}?vfs=${NAME}&immutable=1`;

// What is used of the package that its own types leave out or get wrong.
interface Struct {
  $iVersion: number;
  pointer: number;
  installMethods(methods: Record<string, (...parameters: never[]) => number>): void;
  dispose(): void;
}
interface Vfs extends Struct {
  $xRandomness: number;
  $xSleep: number;
  registerVfs(): void;
}
interface File extends Struct {
  $pMethods: number;
}
interface Needed {
  readonly capi: {
    readonly sqlite3_io_methods: new () => Struct;
    readonly sqlite3_vfs: new (pointer?: number) => Vfs;
    readonly sqlite3_file: (new (pointer: number) => File) & { readonly structInfo: { readonly sizeof: number } };
    readonly sqlite3_vfs_find: (name: null) => number;
  };
  readonly wasm: { readonly poke64: (to: number, value: bigint) => void };
}

/** Puts a source where SQLite finds it. What `read` throws is handed to `failed`, and SQLite told of an error. */
export function install(sqlite3: Sqlite3Static, source: Source, failed: (error: unknown) => void): void {
  const { capi, wasm } = sqlite3;
  const structs = sqlite3 as unknown as Needed;
  const { poke64 } = structs.wasm;
  const { sqlite3_io_methods, sqlite3_vfs, sqlite3_file, sqlite3_vfs_find } = structs.capi;
  const ok = () => capi.SQLITE_OK;
  const io = new sqlite3_io_methods();
  io.$iVersion = 1;
  io.installMethods({
    xClose: ok,
    xRead(_file: number, to: number, size: number, offset: bigint) {
      try {
        const into = wasm.heap8u().subarray(to, to + size);
        const read = source.read(Number(offset), into);
        into.fill(0, read);
        return read < size ? capi.SQLITE_IOERR_SHORT_READ : capi.SQLITE_OK;
      } catch (error) {
        failed(error);
        return capi.SQLITE_IOERR_READ;
      }
    },
    xWrite: () => capi.SQLITE_READONLY,
    xTruncate: () => capi.SQLITE_READONLY,
    xSync: ok,
    xFileSize(_file: number, to: number) {
      poke64(to, BigInt(source.size));
      return capi.SQLITE_OK;
    },
    xLock: ok,
    xUnlock: ok,
    xCheckReservedLock(_file: number, to: number) {
      wasm.poke32(to, 0);
      return capi.SQLITE_OK;
    },
    xFileControl: () => capi.SQLITE_NOTFOUND,
    xSectorSize: () => 4096,
    xDeviceCharacteristics: () => capi.SQLITE_IOCAP_IMMUTABLE,
  });
  const vfs = new sqlite3_vfs();
  const usual = new sqlite3_vfs(sqlite3_vfs_find(null));
  Object.assign(vfs, { $iVersion: 2, $szOsFile: sqlite3_file.structInfo.sizeof, $mxPathname: 512 });
  Object.assign(vfs, { $zName: wasm.allocCString(NAME, false), $xRandomness: usual.$xRandomness, $xSleep: usual.$xSleep });
  vfs.installMethods({
    xOpen(_vfs: number, _name: number, file: number, flags: number, out: number) {
      if (!(flags & capi.SQLITE_OPEN_MAIN_DB)) return capi.SQLITE_CANTOPEN;
      const opened = new sqlite3_file(file);
      opened.$pMethods = io.pointer;
      opened.dispose();
      if (out) wasm.poke32(out, flags);
      return capi.SQLITE_OK;
    },
    xDelete: () => capi.SQLITE_READONLY,
    xAccess(_vfs: number, _name: number, _flags: number, to: number) {
      wasm.poke32(to, 0);
      return capi.SQLITE_OK;
    },
    xFullPathname: (_vfs: number, name: number, size: number, to: number) =>
      wasm.cstrncpy(to, name, size) < size ? capi.SQLITE_OK : capi.SQLITE_CANTOPEN,
    xGetLastError: ok,
    xCurrentTime(_vfs: number, to: number) {
      wasm.poke64f(to, 2440587.5 + Date.now() / 86400000);
      return capi.SQLITE_OK;
    },
    xCurrentTimeInt64(_vfs: number, to: number) {
      poke64(to, BigInt(Math.round(2440587.5 * 86400000 + Date.now())));
      return capi.SQLITE_OK;
    },
  });
  vfs.registerVfs();
}
