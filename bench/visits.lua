-- What each thread of wrk sends, see visits.py; `clients` stands before these lines.
local count = 0
function setup(thread)
  count = count + 1
  thread:set("number", count)
end

function init()
  client = clients[number]
  sent = number * 7
  math.randomseed(os.time() * 100 + number)
end

local function uuid()
  return (("xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx"):gsub("x", function() return ("%x"):format(math.random(0, 15)) end))
end

function request()
  sent = sent + 1
  local path = client.paths[sent % #client.paths + 1]
  local body = client.body ~= "" and client.body:gsub("{uuid}", uuid):gsub("{n}", sent) or nil
  return wrk.format(client.method, path, client.headers, body)
end
