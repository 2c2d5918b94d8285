import { lasting } from "../_page/lasting.js";
import { unpacked } from "../_page/packed.js";
import { render } from "./quiz.js";

export default { render: lasting(unpacked(render)) };
