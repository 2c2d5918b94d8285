import { lasting } from "../_page/lasting.js";
import { render } from "./explorer.js";

export default { render: lasting(render) };
