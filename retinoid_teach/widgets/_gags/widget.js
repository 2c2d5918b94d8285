import { lasting } from "../_page/lasting.js";
import { render } from "./gags.js";

export default { render: lasting(render) };
