/** Why `dist` below a folder is not the build of the sources there; undefined when it is. */
export declare function staleness(root: string): string | undefined;
