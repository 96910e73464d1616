"""LINE's sending rules, met by its own SDK over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from linebot.v3.messaging import (
    ApiException,
    AsyncApiClient,
    AsyncMessagingApi,
    AsyncMessagingApiBlob,
    BroadcastRequest,
    Configuration,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
)

from bot.sandbox.platforms import LINE_TOKEN, Platforms
from tests.sandbox.conftest import Listener


@pytest.fixture
async def client(platforms: Platforms) -> AsyncIterator[AsyncApiClient]:
    settings = Configuration(host=platforms.line_base, access_token=LINE_TOKEN)
    async with AsyncApiClient(settings) as client:
        yield client


@pytest.fixture
def api(client: AsyncApiClient) -> AsyncMessagingApi:
    return AsyncMessagingApi(client)


def push(platforms: Platforms, who: str, *texts: str) -> PushMessageRequest:
    place = platforms.world.groups.get(who) or platforms.world.person(who)
    return PushMessageRequest(to=place.address, messages=[TextMessage(text=t) for t in texts])


def message_of(error: pytest.ExceptionInfo[ApiException]) -> str:
    return str(error.value.body)


async def replied(listener: Listener, api: AsyncMessagingApi) -> Any:
    token = listener.events[-1]["replyToken"]
    request = ReplyMessageRequest(reply_token=token, messages=[TextMessage(text="รับแล้ว")])
    return await api.reply_message(request)


async def test_a_reply_answers_once(
    platforms: Platforms, listener: Listener, api: AsyncMessagingApi
) -> None:
    asked = await platforms.line.write("parent_a", "สวัสดี")
    answer = await replied(listener, api)
    said = await platforms.line.answers("parent_a", after=asked)
    assert [message.text for message in said] == ["รับแล้ว"]
    assert answer.sent_messages[0].id == said[0].id
    with pytest.raises(ApiException) as error:
        await replied(listener, api)
    assert error.value.status == 400
    assert "Invalid reply token" in message_of(error)


async def test_a_reply_token_lasts_a_minute(
    platforms: Platforms, listener: Listener, api: AsyncMessagingApi
) -> None:
    await platforms.line.write("parent_a", "สวัสดี")
    platforms.world.move_clock(59)
    await replied(listener, api)
    await platforms.line.write("parent_a", "สวัสดี")
    platforms.world.move_clock(61)
    with pytest.raises(ApiException) as error:
        await replied(listener, api)
    assert "Invalid reply token" in message_of(error)


async def test_a_repeated_webhook_gives_its_token_another_minute(
    platforms: Platforms, listener: Listener, api: AsyncMessagingApi
) -> None:
    await platforms.line.write("parent_a", "สวัสดี")
    platforms.world.move_clock(90)
    await platforms.line.repeat_last()
    assert [each["deliveryContext"]["isRedelivery"] for each in listener.events] == [False, True]
    assert listener.events[0]["webhookEventId"] == listener.events[1]["webhookEventId"]
    await replied(listener, api)


async def test_a_reply_takes_no_retry_key(
    platforms: Platforms, listener: Listener, client: AsyncApiClient, api: AsyncMessagingApi
) -> None:
    await platforms.line.write("parent_a", "สวัสดี")
    client.set_default_header("X-Line-Retry-Key", str(uuid4()))
    with pytest.raises(ApiException) as error:
        await replied(listener, api)
    assert error.value.status == 400


async def test_the_same_retry_key_sends_once(platforms: Platforms, api: AsyncMessagingApi) -> None:
    key = str(uuid4())
    first = await api.push_message_with_http_info(
        push(platforms, "director_e", "หนึ่ง"), x_line_retry_key=key
    )
    with pytest.raises(ApiException) as error:
        await api.push_message(push(platforms, "director_e", "หนึ่ง"), x_line_retry_key=key)
    assert error.value.status == 409
    accepted = error.value.headers["x-line-accepted-request-id"]
    assert accepted == first.headers["x-line-request-id"]
    assert first.data.sent_messages[0].id in message_of(error)
    assert len(platforms.line.transcript("director_e")) == 1
    platforms.world.move_clock(25 * 3600)
    await api.push_message(push(platforms, "director_e", "หนึ่ง"), x_line_retry_key=key)
    assert len(platforms.line.transcript("director_e")) == 2


async def test_a_failure_after_acceptance_is_known_by_its_retry_key(
    platforms: Platforms, api: AsyncMessagingApi
) -> None:
    platforms.line.faults.arm("error", moment="after", only="push")
    key = str(uuid4())
    statuses = []
    for _ in range(2):
        with pytest.raises(ApiException) as error:
            await api.push_message(push(platforms, "director_e", "หนึ่ง"), x_line_retry_key=key)
        statuses.append(error.value.status)
    assert statuses == [500, 409]
    assert len(platforms.line.transcript("director_e")) == 1


async def test_silence_ends_when_the_caller_gives_up(
    platforms: Platforms, api: AsyncMessagingApi
) -> None:
    platforms.line.faults.arm("silence", only="push")
    with pytest.raises(asyncio.TimeoutError):
        await api.push_message(push(platforms, "director_e", "หนึ่ง"), _request_timeout=0.3)
    assert platforms.line.calls[-1].status == 0
    assert platforms.line.transcript("director_e") == []


async def test_the_quota_counts_recipients(platforms: Platforms, api: AsyncMessagingApi) -> None:
    platforms.line.ledger.quota = 3
    await api.push_message(push(platforms, "admin", "ถึงกลุ่ม", "สองข้อความ"))
    assert (await api.get_message_quota_consumption()).total_usage == 2
    assert (await api.get_message_quota()).value == 3
    with pytest.raises(ApiException) as error:
        await api.push_message(push(platforms, "admin", "ถึงกลุ่ม"))
    assert error.value.status == 429
    assert "You have reached your monthly limit." in message_of(error)
    platforms.world.move_clock(32 * 24 * 3600)
    await api.push_message(push(platforms, "admin", "เดือนใหม่"))


async def test_the_rate_limit_speaks_its_own_words(
    platforms: Platforms, api: AsyncMessagingApi
) -> None:
    for _ in range(60):
        await api.broadcast(BroadcastRequest(messages=[TextMessage(text="ประกาศ")]))
    with pytest.raises(ApiException) as error:
        await api.broadcast(BroadcastRequest(messages=[TextMessage(text="ประกาศ")]))
    assert error.value.status == 429
    assert "The API rate limit has been exceeded. Try again later." in message_of(error)
    platforms.world.move_clock(3601)
    await api.broadcast(BroadcastRequest(messages=[TextMessage(text="ประกาศ")]))


async def test_a_blocked_person_costs_nothing_and_hears_nothing(
    platforms: Platforms, api: AsyncMessagingApi
) -> None:
    await platforms.line.block("director_e")
    answer = await api.push_message(push(platforms, "director_e", "หนึ่ง"))
    assert len(answer.sent_messages) == 1
    assert platforms.line.transcript("director_e") == []
    assert (await api.get_message_quota_consumption()).total_usage == 0
    with pytest.raises(ApiException) as error:
        await api.get_profile(platforms.world.person("director_e").address)
    assert error.value.status == 404


async def test_an_unknown_receiver_fails(api: AsyncMessagingApi) -> None:
    with pytest.raises(ApiException) as error:
        request = PushMessageRequest(to="U" + "9" * 32, messages=[TextMessage(text="หนึ่ง")])
        await api.push_message(request)
    assert "Failed to send messages" in message_of(error)


async def test_multicast_fails_as_a_whole_on_one_malformed_id(
    platforms: Platforms, api: AsyncMessagingApi
) -> None:
    good = platforms.world.person("director_e").address
    messages = [TextMessage(text="หนึ่ง")]
    with pytest.raises(ApiException) as error:
        await api.multicast(MulticastRequest(to=[good, "nobody"], messages=messages))
    assert "to[1]" in message_of(error)
    await api.multicast(MulticastRequest(to=[good], messages=messages))
    assert len(platforms.line.transcript("director_e")) == 1


async def test_a_wrong_token_is_401(platforms: Platforms) -> None:
    settings = Configuration(host=platforms.line_base, access_token="wrong")
    async with AsyncApiClient(settings) as client:
        with pytest.raises(ApiException) as error:
            await AsyncMessagingApi(client).get_bot_info()
    assert error.value.status == 401


async def test_profiles_groups_and_content(
    platforms: Platforms, client: AsyncApiClient, api: AsyncMessagingApi
) -> None:
    group = platforms.world.groups["admin"].address
    staff = platforms.world.person("staff_c")
    assert (await api.get_profile(staff.address)).display_name == staff.name
    assert (await api.get_group_member_profile(group, staff.address)).user_id == staff.address
    assert (await api.get_group_summary(group)).group_name == platforms.world.groups["admin"].name
    assert (await api.get_group_member_count(group)).count == 2
    await api.show_loading_animation(
        ShowLoadingAnimationRequest(chat_id=staff.address, loading_seconds=5)
    )
    blob = AsyncMessagingApiBlob(client)
    photo = await platforms.line.attach("parent_a", "image", b"jpeg", name="a.jpg")
    assert bytes(await blob.get_message_content(photo.id)) == b"jpeg"
    await platforms.line.unsend("parent_a", photo.id)
    with pytest.raises(ApiException) as error:
        await blob.get_message_content(photo.id)
    assert error.value.status == 410
    await api.leave_group(group)
    assert platforms.world.groups["admin"].bot == "out"


async def test_every_call_is_recorded(platforms: Platforms, api: AsyncMessagingApi) -> None:
    await api.push_message(push(platforms, "director_e", "หนึ่ง"))
    call = platforms.line.calls[-1]
    assert (call.method, call.status) == ("POST", 200)
    assert call.path.endswith("/v2/bot/message/push")
    assert call.body["messages"][0]["text"] == "หนึ่ง"
    assert call.answer["sentMessages"][0]["id"] == platforms.line.transcript("director_e")[-1].id
    assert call.headers["authorization"] == f"Bearer {LINE_TOKEN}"
