// n8n loads nodes and credentials through the "n8n" field of package.json; this file only gives the package a main.
module.exports = {};
