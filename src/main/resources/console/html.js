// What every module builds its elements with: Preact by tagged templates.
import { h, render, Fragment } from './lib/preact.js';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from './lib/hooks.js';
import htm from './lib/htm.js';

export const html = htm.bind(h);
export { render, Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState };
