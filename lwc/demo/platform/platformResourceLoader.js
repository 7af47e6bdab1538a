// lightning/platformResourceLoader outside the platform: a script element, once for each address.
const loads = new Map();

export function loadScript(component, address) {
    if (!loads.has(address)) loads.set(address, appendScript(address));
    return loads.get(address);
}

function appendScript(address) {
    return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve();
        script.onerror = () => {
            loads.delete(address);
            reject(new Error(`The script ${address} could not be loaded.`));
        };
        document.head.appendChild(script);
    });
}
