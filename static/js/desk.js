// What the pages gain with a script; each of them works without one.
import "./claims.js";
import "./focus.js";
import "./keys.js";
import "./kept.js";
import "./list.js";
import "./margin.js";
import "./menus.js";
import "./notices.js";
import "./selected.js";
import "./status.js";
import "./trouble.js";
