/** @returns {string[]} the person, the address and the folder of the JupyterLab that this page is of */
export function thisServer() {
  const { hubUser = "", baseUrl = "", serverRoot = "" } = pageConfig();
  return [hubUser, baseUrl, serverRoot];
}

function pageConfig() {
  try {
    return JSON.parse(document.getElementById("jupyter-config-data").textContent) || {};
  } catch {
    return {};
  }
}
